package onetill.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuredTest {

    @Test
    void what_was_not_agreed_to_is_not_in_it() {
        assertThat(Facts.agreed(true, false).ids()).containsOnlyKeys(BrowserId.GA_CLIENT_ID, BrowserId.GA_SESSION_ID);
        assertThat(Facts.agreed(true, false).email()).isNull();
        assertThat(Facts.agreed(false, true).ids())
                .containsOnlyKeys(BrowserId.GCLID, BrowserId.FBP, BrowserId.USER_AGENT, BrowserId.PAGE_URL);
        assertThat(Facts.NOTHING).isEqualTo(Measured.NOBODY);
    }
}
