using Batchline.Engine.Records;
using Batchline.Engine.Slices.Context;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Takes over the jobs that other programs stored for an account, before it lists or plans.</summary>
internal sealed partial class ForeignJobs(IJobKeys keys, ILogger<ForeignJobs> log)
{
    private const int Named = 5;

    public async Task TakeInAsync(Slice slice)
    {
        var twice = new List<string>();
        for (string? after = null; ;)
        {
            var part = await slice.Lease.SureAsync(cancellationToken => keys.TakeInAsync(slice.Account.Id, after, cancellationToken));
            twice.AddRange(part.Twice);
            if (part.Next is null)
                break;
            after = part.Next;
            await slice.Lease.RenewAsync();
        }

        if (twice.Count > 0)
            LogTwice(log, twice.Count, slice.Account.Id, string.Join(", ", twice.Take(Named)));
    }

    [LoggerMessage(200, LogLevel.Warning, "{Count} jobs of the account {AccountId} are stored twice by another program, such as {Uuids}: the copies whose accountId is a text were left alone. 'batchline adopt --check' lists them")]
    private static partial void LogTwice(ILogger logger, int count, AccountId accountId, string uuids);
}
