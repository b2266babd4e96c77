using System.Security.Cryptography;
using System.Text;
using Batchline.Engine.Ids;

namespace Batchline.Engine.Heads;

/// <summary>Takes hints that a job changed: each becomes a command in the account's head, which the next slice carries out.</summary>
public sealed class Refetcher(IHeadStore heads, IHeadInbox inbox)
{
    /// <summary>Hints that wait, per account; callers at the same moment may go a little over it.</summary>
    public const int MostWaiting = 200;

    /// <summary>False: too many wait already.</summary>
    public async Task<bool> AskAsync(AccountId account, string uuid, CancellationToken cancellationToken)
    {
        var head = (await heads.ReadAsync([account], cancellationToken)).SingleOrDefault();
        var command = new HeadCommand { Id = IdOf(uuid), Kind = HeadCommandKind.Refetch, Uuid = uuid };
        if (head?.Commands.Any(queued => queued.Id == command.Id) == true)
            return true;
        if (head?.Commands.Count + head?.Body.Refetches.Count >= MostWaiting)
            return false;
        await inbox.AppendAsync(account, command, cancellationToken);
        return true;
    }

    /// <summary>The same for the same job, so that hints about it collapse.</summary>
    private static string IdOf(string uuid) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("refetch " + uuid)).AsSpan(0, HexId.Length / 2));
}
