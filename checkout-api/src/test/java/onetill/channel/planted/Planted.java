package onetill.channel.planted;

/** Breaks a wall on purpose: money and channel depend on each other. */
public class Planted {

    public onetill.money.planted.Planted other;
}
