package onetill.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "onetill.sandbox", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ADAPTER =
            "onetill.sandbox.(StripeSandbox|Main|BrowserPages|Webhooks|outbox\\.Outbox|adyen\\.(AdyenSandbox|Notices)|stores\\.AppStores|nexo\\.NexoSandbox|telephony\\.(KeypadTelephony|Connections|Calls)|fault\\..*)(\\$.*)?";

    @ArchTest
    static final ArchRule the_core_knows_no_http = noClasses()
            .that()
            .haveNameNotMatching(ADAPTER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.net.httpserver..", "java.net.http..")
            .because("what happens to payments must be testable without a server");

    @ArchTest
    static final ArchRule the_core_does_not_call_its_adapter = noClasses()
            .that()
            .haveNameNotMatching(ADAPTER)
            .should()
            .dependOnClassesThat()
            .haveNameMatching(ADAPTER)
            .because("the adapter is the outside: it calls the core, and is handed to it as a function where needed");

    @ArchTest
    static final ArchRule the_core_takes_time_and_chance_from_outside = noClasses()
            .that()
            .haveNameNotMatching(ADAPTER)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.(util\\.Random|security\\.SecureRandom|util\\.UUID)")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .because("a test decides what time it is and which ids come next");
}
