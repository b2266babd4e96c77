using Batchline.Engine.Records;

namespace Batchline.Engine.Operations;

/// <summary>Takes over what another store holds, unchanged. Repeating it is harmless.</summary>
public interface IImport
{
    /// <summary>Stores jobs with all their notes. A job stored under a greater (fence, seq) stays.</summary>
    Task ImportJobsAsync(IReadOnlyList<StoredJob> jobs, CancellationToken cancellationToken);

    /// <summary>Stores states of ended operations. A state that exists stays.</summary>
    Task ImportStatesAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken);
}
