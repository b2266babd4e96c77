using Batchline.Engine.Operations;

namespace Batchline.Engine.Notices;

/// <summary>
/// Is called about what people may want to be notified of, just before it is stored. As storing may fail, the delivery of a
/// notice checks first. Calling it twice is harmless.
/// </summary>
public interface INoticeBoard
{
    Task OperationEndsAsync(Operation operation, CancellationToken cancellationToken);

    Task AccountBlockedAsync(AccountId account, DateTimeOffset since, CancellationToken cancellationToken);
}
