package onetill.launch;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page on which one picks who to be. Links and no form: it works by keyboard, and without a script. */
final class SignInPage {

    private SignInPage() {}

    static String of(@Nullable String query) {
        var people = Arrays.stream(DemoPerson.values())
                .map(it -> """
                        <li><a href="/authorize?%s&amp;person=%s"><strong>%s</strong><span>%s</span></a></li>
                        """.formatted(escaped(query == null ? "" : query), it.id(), it.fullName(), it.does()))
                .collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Sign in to OneTill (demo)</title>
                <style>
                :root { color-scheme: light dark }
                body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 12vh auto; padding: 0 1rem;
                    background: light-dark(#ffffff, #14171c); color: light-dark(#14171c, #eef0f4) }
                ul { list-style: none; padding: 0 }
                li { margin: .5rem 0 }
                a { display: flex; justify-content: space-between; align-items: center; gap: 1rem; min-height: 3.5rem;
                    padding: 0 1rem; border: 1px solid GrayText; border-radius: .5rem; text-decoration: none;
                    color: light-dark(#1f5fd0, #7fb0ff) }
                a:focus-visible, a:hover { outline: 3px solid Highlight; outline-offset: 2px }
                </style>
                </head>
                <body>
                <main>
                <h1>Who are you today?</h1>
                <p>This sign-in is for demonstrations: pick a person, no password is asked for.</p>
                <ul>
                %s</ul>
                </main>
                </body>
                </html>
                """.formatted(people);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
