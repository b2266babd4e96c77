using Batchline.Engine.Ids;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Notices;

/// <summary>
/// Hears what people may want to be notified of, just before it is stored. It may still not be: whoever delivers a notice looks
/// first. Hearing the same twice is harmless.
/// </summary>
public interface INoticeBoard
{
    Task OperationEndsAsync(Operation operation, CancellationToken cancellationToken);

    Task AccountBlockedAsync(AccountId account, DateTimeOffset since, CancellationToken cancellationToken);
}
