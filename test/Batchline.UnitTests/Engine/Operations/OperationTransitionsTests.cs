using Batchline.Engine.Batches;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Operations;

public sealed class OperationTransitionsTests
{
    // As the section "States" of the design has them.
    private static readonly string[] Operations =
    [
        "Planning -> Processing", "Planning -> Paused", "Planning -> Cancelled", "Planning -> Failed", "Planning -> Completed",
        "Processing -> Paused", "Processing -> Completed", "Processing -> CompletedWithErrors", "Processing -> Failed", "Processing -> Cancelled",
        "Paused -> Planning", "Paused -> Processing", "Paused -> Cancelled",
        "CompletedWithErrors -> Processing",
        "Failed -> Processing",
    ];

    private static readonly string[] Batches =
    [
        "Pending -> Processing", "Pending -> Cancelled",
        "Processing -> Pending", "Processing -> Completed", "Processing -> CompletedWithErrors", "Processing -> Failed", "Processing -> Cancelled",
        "CompletedWithErrors -> Pending",
        "Failed -> Pending",
    ];

    [Fact]
    public void The_tables_allow_what_the_design_says_and_nothing_else()
    {
        var operations = Pairs<OperationStatus>().Where(pair => OperationTransitions.Allows(pair.From, pair.To));
        var batches = Pairs<BatchStatus>().Where(pair => BatchTransitions.Allows(pair.From, pair.To));

        operations.Select(pair => $"{pair.From} -> {pair.To}").ShouldBe(Operations, ignoreOrder: true);
        batches.Select(pair => $"{pair.From} -> {pair.To}").ShouldBe(Batches, ignoreOrder: true);
    }

    [Fact]
    public void What_the_table_does_not_have_is_never_saved()
    {
        var cancelled = new Operation
        {
            Id = Sample.Operation,
            Status = OperationStatus.Cancelled,
            Strategy = Strategy.Each,
            BatchSize = 10,
            StartTime = Sample.Noon,
        };

        Should.Throw<InvalidOperationException>(() => cancelled.Become(OperationStatus.Processing)).Message.ShouldContain("from Cancelled to Processing");
        Should.Throw<InvalidOperationException>(() => BatchTransitions.Check(new BatchId($"{1:x24}"), BatchStatus.Completed, BatchStatus.Pending))
            .Message.ShouldContain("from Completed to Pending");
    }

    [Fact]
    public void An_operation_has_ended_when_only_a_retry_leads_on()
    {
        var ended = Enum.GetValues<OperationStatus>().Where(OperationTransitions.IsTerminal);

        ended.ShouldBe([OperationStatus.Completed, OperationStatus.CompletedWithErrors, OperationStatus.Failed, OperationStatus.Cancelled]);
    }

    private static IEnumerable<(T From, T To)> Pairs<T>()
        where T : struct, Enum =>
        from status in Enum.GetValues<T>()
        from next in Enum.GetValues<T>()
        select (status, next);
}
