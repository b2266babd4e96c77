using Batchline.Engine.Records;

namespace Batchline.Commands.Migrate;

/// <summary>What the marker of a migration holds.</summary>
/// <param name="FromTo">Which migration; without passwords.</param>
/// <param name="NewestOperation">Of the source, when it began.</param>
/// <param name="JobDateTime">Of the last job copied, as are the next two.</param>
/// <param name="Account">Its account.</param>
/// <param name="Uuid">Its UUID.</param>
/// <param name="Copied">Jobs copied so far.</param>
/// <param name="Accounts">The accounts of these jobs.</param>
internal sealed record MigrateProgress(
    string FromTo, string? NewestOperation, string JobDateTime, string Account, string Uuid, long Copied, IReadOnlyList<string> Accounts)
{
    public JobPosition After => new(JobDateTime, new AccountId(Account), Uuid);
}
