package onetill.funnel;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import onetill.funnel.Counts.Measure;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The ways of buyers through steps and channels: nodes and links, as a Sankey diagram takes them. */
@Schema(name = "FunnelPathsReport")
public record PathsReport(
        OffsetDateTime from, OffsetDateTime to, FunnelReport.LagView lag, List<Node> nodes, List<Link> links)
        implements Table {

    /**
     * A step of a channel, or an end.
     *
     * @param id {@code web/contact}; {@code lost} and {@code waiting} have no channel
     */
    @Schema(name = "FunnelNode")
    public record Node(String id, @Nullable String channelId, String step) {}

    /**
     * How many went from one node to another; the stays at its beginning began in the interval.
     *
     * @param handoff whether it leads to another channel
     * @param back whether it leads to an earlier step; leave these out of diagrams that cannot show circles
     */
    @Schema(name = "FunnelLink")
    public record Link(String source, String target, long count, boolean handoff, boolean back) {}

    static PathsReport of(Interval interval, FunnelReport.LagView lag, List<Reports.Cell> cells) {
        var nodes = new LinkedHashSet<Node>();
        var links = cells.stream()
                .sorted(Comparator.comparing(Reports.Cell::channelId)
                        .thenComparingInt(it -> Journey.STEPS.indexOf(it.step()))
                        .thenComparing(Reports.Cell::detail))
                .map(it -> link(it, nodes))
                .toList();
        return new PathsReport(interval.from(), interval.to(), lag, List.copyOf(nodes), links);
    }

    private static Link link(Reports.Cell cell, Set<Node> nodes) {
        var from = node(cell.channelId(), cell.step());
        var space = cell.detail().lastIndexOf(' ');
        var channel = cell.detail().substring(0, space);
        var step = cell.detail().substring(space + 1);
        var to = channel.isEmpty() ? new Node(step, null, step) : node(channel, step);
        nodes.add(from);
        nodes.add(to);
        var isMove = !channel.isEmpty() && !channel.equals(cell.channelId());
        return new Link(from.id(), to.id(), cell.n(), isMove, !channel.isEmpty() && Counts.isBack(cell.step(), step));
    }

    private static Node node(String channelId, String step) {
        return new Node(channelId + "/" + step, channelId, step);
    }

    static List<Measure> measures() {
        return List.of(Measure.LINK);
    }

    @Override
    public List<String> csvColumns() {
        return List.of("source", "target", "count", "handoff", "back");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return links.stream()
                .map(it ->
                        Arrays.<@Nullable Object>asList(it.source(), it.target(), it.count(), it.handoff(), it.back()))
                .toList();
    }
}
