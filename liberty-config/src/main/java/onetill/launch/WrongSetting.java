package onetill.launch;

/** The start was refused, with one sentence that names the setting. */
final class WrongSetting extends RuntimeException {

    private final String sentence;

    WrongSetting(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
