package onetill.adapter.pos.planted;

/** What another channel must not know. */
public class Planted {}
