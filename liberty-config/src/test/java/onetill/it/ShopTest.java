package onetill.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A shop of its own for each test, on the server that was built; afterwards its money and books have to agree. */
@ExtendWith(ArquillianExtension.class)
abstract class ShopTest {

    Shop shop;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void openShop() {
        shop = Shop.open();
    }

    @AfterEach
    void moneyAndBooksAgree() {
        shop.close();
    }
}
