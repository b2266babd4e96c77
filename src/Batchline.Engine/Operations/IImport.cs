using Batchline.Engine.Records;

namespace Batchline.Engine.Operations;

/// <summary>Takes over what another store holds, as it stands there. Repeating it is harmless.</summary>
public interface IImport
{
    /// <summary>Stores jobs with all notes on them. One that is stored under a greater (fence, seq) stays.</summary>
    Task ImportJobsAsync(IReadOnlyList<StoredJob> jobs, CancellationToken cancellationToken);

    /// <summary>Stores states of ended operations. One that is there already stays.</summary>
    Task ImportStatesAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken);
}
