package onetill.sandbox.nexo;

/**
 * How simulated nexo terminals run.
 *
 * @param port 0 takes any free one
 * @param user wanted by HTTP Basic, with the password; another one is 401
 */
public record NexoSandboxConfig(String host, int port, String user, String password) {

    /** On any free port: for tests. */
    public static NexoSandboxConfig inMemory() {
        return new NexoSandboxConfig("127.0.0.1", 0, "sale", "nexo_sandbox");
    }
}
