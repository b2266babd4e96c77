using System.Globalization;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Notices;

/// <summary>Stores notices, unless no one is to be notified.</summary>
internal sealed class NoticeBoard(INoticeStore notices, IdGenerator ids, TimeProvider clock, IOptions<NotifyOptions> options) : INoticeBoard
{
    public Task OperationEndsAsync(Operation operation, CancellationToken cancellationToken) =>
        AddAsync(NoticeKinds.OperationEnded, operation.Id.Value, OccurrenceOf(operation), cancellationToken);

    public Task AccountBlockedAsync(AccountId account, DateTimeOffset since, CancellationToken cancellationToken) =>
        AddAsync(NoticeKinds.AccountBlocked, account.Value, since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), cancellationToken);


    /// <param name="kind">One of <see cref="NoticeKinds"/>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="occurrence">Distinguishes this from other times that the same happens to the subject.</param>
    public async Task AddAsync(string kind, string subject, string occurrence, CancellationToken cancellationToken)
    {
        if (options.Value.Url is null)
            return;
        await notices.AddAsync(
            new Notice
            {
                Id = ids.Next(),
                Key = KeyOf(kind, subject, occurrence),
                Kind = kind,
                Subject = subject,
                CreatedAt = clock.GetUtcNow(),
            },
            cancellationToken);
    }

    /// <summary>The revision: an operation that a retry reopened ends again with another one.</summary>
    public static string OccurrenceOf(Operation operation) => operation.Rev.ToString(CultureInfo.InvariantCulture);

    public static string KeyOf(string kind, string subject, string occurrence) => $"{kind}/{subject}/{occurrence}";
}
