package onetill.money.planted;

/** Breaks a wall on purpose: money and channel depend on each other. */
public class Planted {

    public onetill.channel.planted.Planted other;
}
