using System.Security.Cryptography;
using System.Text;

namespace Batchline.Engine.Heads;

/// <summary>Accepts hints that a job changed. Each becomes a command in the account's head, which the next slice carries out.</summary>
public sealed class Refetcher(IHeadStore heads, IHeadInbox inbox)
{
    /// <summary>The limit of waiting hints per account. Simultaneous callers may exceed it slightly.</summary>
    public const int MostWaiting = 200;

    /// <summary>False: too many are waiting.</summary>
    public async Task<bool> AskAsync(AccountId account, string uuid, CancellationToken cancellationToken)
    {
        var head = (await heads.ReadAsync([account], cancellationToken)).SingleOrDefault();
        var command = new HeadCommand { Id = IdOf(uuid), Kind = HeadCommandKind.Refetch, Uuid = uuid };
        if (head?.Commands.Any(queued => queued.Id == command.Id) == true)
            return true;
        if (head?.Commands.Count + head?.Body.Refetches.Count >= MostWaiting)
            return false;
        await inbox.AppendAsync([account], command, cancellationToken);
        return true;
    }

    /// <summary>The same id for the same job, so that repeated hints collapse into one.</summary>
    private static string IdOf(string uuid) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("refetch " + uuid)).AsSpan(0, HexId.Length / 2));
}
