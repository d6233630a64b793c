package onetill.database;

/**
 * Thrown out of work that needs an answer from somebody else. Nobody is asked while a transaction is open: {@link Work} ends
 * this one without effect, asks, and does the work anew.
 */
public final class AskFirst extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Runnable question;

    /** @param question asks, and keeps the answer where the work will look for it */
    public AskFirst(Runnable question) {
        super("an answer is missing", null, false, false);
        this.question = question;
    }

    void ask() {
        question.run();
    }
}
