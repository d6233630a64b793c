package onetill.staff;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.access.CodeTries;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How PINs are guarded, and how long what they open is good. */
@Dependent
public class StaffConfig {

    /** Wrong PINs are counted in windows of this length; so long a PIN rests after too many. */
    @Inject
    @ConfigProperty(name = "pin.tries.window", defaultValue = "PT15M")
    Duration window;

    /** So many wrong PINs of one person may be tried at one register in a window. */
    @Inject
    @ConfigProperty(name = "pin.tries.per.register", defaultValue = "5")
    int triesPerRegister;

    /** So many wrong PINs of one person may be tried at all registers of a merchant in a window. */
    @Inject
    @ConfigProperty(name = "pin.tries.per.staff.member", defaultValue = "20")
    int triesPerStaffMember;

    /** How long a cashier is signed in at a register. */
    @Inject
    @ConfigProperty(name = "cashier.ttl", defaultValue = "PT4H")
    Duration cashierTtl;

    /** How long a manager's approval waits to be used. */
    @Inject
    @ConfigProperty(name = "approval.ttl", defaultValue = "PT5M")
    Duration approvalTtl;

    public Duration cashierTtl() {
        return cashierTtl;
    }

    CodeTries.Guard guard(UUID staffMemberId) {
        return new CodeTries.Guard("PIN", "PIN of " + staffMemberId, window, triesPerRegister, triesPerStaffMember);
    }
}
