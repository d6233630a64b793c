package onetill.launch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whom one can be in a demonstration: one person for each role of the staff. */
enum DemoPerson {
    ADA("Ada Admin", "admin", "settings, refunds, everything"),
    MAX("Max Manager", "manager", "refunds, captures, reports"),
    CARA("Cara Cashier", "cashier", "the till"),
    ALEX("Alex Agent", "agent", "the phone");

    private final String fullName;
    private final String role;
    private final String does;

    DemoPerson(String fullName, String role, String does) {
        this.fullName = fullName;
        this.role = role;
        this.does = does;
    }

    static Optional<DemoPerson> of(String id) {
        return Arrays.stream(values()).filter(it -> it.id().equals(id)).findFirst();
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String fullName() {
        return fullName;
    }

    List<String> roles() {
        return List.of(role);
    }

    String does() {
        return does;
    }
}
