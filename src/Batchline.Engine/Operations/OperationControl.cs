
namespace Batchline.Engine.Operations;

/// <summary>Pause, resume and cancel.</summary>
public sealed class OperationControl
{
    public Task<ControlResult> PauseAsync(OperationId id, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<ControlResult> ResumeAsync(OperationId id, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<ControlResult> CancelAsync(OperationId id, CancellationToken cancellationToken) => throw new NotImplementedException();
}
