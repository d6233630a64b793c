package onetill.launch;

import java.util.concurrent.CompletableFuture;

/** Something that runs beside us, that we start and stop, and without which nothing works. */
interface Part {

    String name();

    /** Done when it has ended, by our will or not. */
    CompletableFuture<?> ended();

    void stop() throws Exception;
}
