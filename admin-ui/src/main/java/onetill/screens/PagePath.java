package onetill.screens;

import java.util.Locale;

/** Which file a path of ours stands for. */
record PagePath(String file) {

    private static final String ASSETS = "/assets/";

    /**
     * A path without an extension belongs to the page above it, which knows from the address what to show: so that
     * {@code /admin/orders} can be opened, reloaded and sent to a colleague.
     */
    static PagePath of(String page, String below) {
        var name = below.substring(below.lastIndexOf('/') + 1);
        return new PagePath(page + (name.contains(".") ? below : "/index.html"));
    }

    /** The same page in another language, which may not be there; what is no page has no language. */
    PagePath in(Locale language) {
        return isPage() ? new PagePath(file.replaceFirst("\\.html$", "." + language.getLanguage() + ".html")) : this;
    }

    boolean isPage() {
        return file.endsWith(".html");
    }

    /** A script that a browser runs beside a page, by a policy of its own: it fetches what the page needs without a network. */
    boolean isWorker() {
        return file.endsWith("/worker.js");
    }

    /** A script that pages of others load, which as a module needs to be allowed to them. It says nothing of anybody. */
    boolean isForOthers() {
        return file.startsWith("/embed/") && file.endsWith(".js");
    }

    /** Names in this folder carry a hash of the content, so the content behind a name never changes. */
    boolean isImmutable() {
        return file.contains(ASSETS);
    }

    String contentType() {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "woff2" -> "font/woff2";
            default -> "application/octet-stream";
        };
    }
}
