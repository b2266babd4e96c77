using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.World;
using Batchline.Stores.Memory.Batches;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.SimulationTests.Variants;

/// <summary>Heads with one rule switched off.</summary>
internal sealed class BrokenHeads(IHeadStore inner, SimWorld world, SimNode node, Func<Task> between) : IHeadStore
{
    private readonly Dictionary<AccountId, Control?> _seen = [];

    private MemoryState State => world.State;

    public async Task<HeadView?> AcquireAsync(AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken)
    {
        var row = State.Heads.GetValueOrDefault(account);
        if (world.Variant == Variant.OwnerIsProcess && row is { Released: false } && row.Holder == node.Name)
            return HeadRules.View(row, State.Now);
        if (world.Variant == Variant.LeaseForEverybody && row is not null)
            State.Heads[account] = row with { ExpiresAt = 0, NotBefore = row.SendFrom };
        var head = await inner.AcquireAsync(account, owner, lease, leader, cancellationToken);
        _seen[account] = head?.Control;
        if (world.Variant == Variant.OutcomesInMemoryOnly && head is { TakenOver: true, Body.Run: { } run })
            return head with { Body = head.Body with { Run = run with { Open = null } } };
        return world.Variant == Variant.PaceStoredAfterTheCall && head is not null ? head with { TakenOver = false } : head;
    }

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        checkpoint = Forgetful.Rewrite(world.Variant, checkpoint, State.Now);
        var row = State.Heads.GetValueOrDefault(checkpoint.AccountId);
        switch (world.Variant)
        {
            case Variant.NoFence when row is not null && row.WriteId != checkpoint.Head.WriteId:
            case Variant.OwnerIsProcess when row is not null && row.Holder == node.Name:
                return await inner.CommitAsync(checkpoint with { Head = checkpoint.Head with { Fence = row.Fence, Seq = row.Seq } }, cancellationToken);

            case Variant.PaceStoredAfterTheCall:
                return await inner.CommitAsync(checkpoint with { Head = checkpoint.Head with { Reserve = TimeSpan.Zero } }, cancellationToken);

            case Variant.ProjectionWithoutFence:
                ForgetOrder(checkpoint);
                return await inner.CommitAsync(checkpoint, cancellationToken);

            case Variant.JobsWithoutOrder:
                ForgetJobOrder(checkpoint);
                return await inner.CommitAsync(checkpoint, cancellationToken);

            case Variant.CloseWritesStatusOnly:
                return await inner.CommitAsync(checkpoint with { Batches = [.. checkpoint.Batches.Select(WithStoredOutcomes)] }, cancellationToken);

            case Variant.RowAfterHeadForgot when checkpoint.Batches.Count > 0:
                return await WriteRowsLastAsync(checkpoint, cancellationToken);

            case Variant.EtaWithoutPace:
                return await inner.CommitAsync(WithPerCall(checkpoint, TimeSpan.FromMilliseconds(1)), cancellationToken);

            case Variant.EtaOfASlowerPace:
                return await inner.CommitAsync(WithPerCall(checkpoint, TimeSpan.FromSeconds(3)), cancellationToken);

            case Variant.ControlSeenLate:
                return await inner.CommitAsync(checkpoint, cancellationToken) is { } head
                    ? head with { Control = _seen.GetValueOrDefault(checkpoint.AccountId) }
                    : null;

            case Variant.DueForgotten when checkpoint.Head.DueIn > TimeSpan.Zero:
                return await inner.CommitAsync(checkpoint with { Head = checkpoint.Head with { DueIn = null } }, cancellationToken);

            default:
                return await inner.CommitAsync(checkpoint, cancellationToken);
        }
    }

    public Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        inner.ReadAsync(accounts, cancellationToken);

    private static Checkpoint WithPerCall(Checkpoint checkpoint, TimeSpan time) =>
        checkpoint with { Head = checkpoint.Head with { Body = checkpoint.Head.Body with { PerCall = time } } };

    private Batch WithStoredOutcomes(Batch batch) =>
        batch.EndTime is not null && State.Batches.GetValueOrDefault((batch.OperationId, batch.AccountId))?.GetValueOrDefault(batch.Number) is { } stored
            ? batch with { CompletedJobs = stored.CompletedJobs, MissingJobs = stored.MissingJobs, FailedJobs = stored.FailedJobs, Errors = stored.Errors }
            : batch;

    private void ForgetOrder(Checkpoint checkpoint)
    {
        foreach (var batch in checkpoint.Batches)
        {
            if (State.Batches.GetValueOrDefault((batch.OperationId, batch.AccountId)) is { } rows && rows.TryGetValue(batch.Number, out var stored))
                rows[batch.Number] = stored with { Fence = 0, Seq = 0 };
        }
    }

    private void ForgetJobOrder(Checkpoint checkpoint)
    {
        foreach (var write in checkpoint.Jobs)
        {
            if (State.Jobs.GetValueOrDefault(checkpoint.AccountId) is { } jobs && jobs.TryGetValue(write.Uuid, out var stored))
                jobs[write.Uuid] = stored with { Job = stored.Job with { Sync = stored.Job.Sync with { Fence = 0, Seq = 0 } } };
        }
    }

    private async Task<HeadView?> WriteRowsLastAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var head = await inner.CommitAsync(checkpoint with { Batches = [] }, cancellationToken);
        await between();
        if (head is not null)
        {
            foreach (var batch in checkpoint.Batches)
                BatchStore.Put(State, batch with { Fence = checkpoint.Head.Fence, Seq = checkpoint.Head.Seq });
        }
        return head;
    }
}
