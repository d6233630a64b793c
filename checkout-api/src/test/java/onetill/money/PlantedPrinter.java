package onetill.money;

import org.assertj.core.api.Assertions;

/** Breaks a wall on purpose: money depends on a library. */
class PlantedPrinter {

    final Class<?> library = Assertions.class;
}
