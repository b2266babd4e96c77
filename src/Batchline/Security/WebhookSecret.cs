using System.Security.Cryptography;
using System.Text;
using Batchline.Engine.Accounts;

namespace Batchline.Security;

/// <summary>The secret that an account's webhooks show. It is 32 bytes of chance, so a plain hash of it is stored.</summary>
internal static class WebhookSecret
{
    private const int Length = 32;
    private const string Prefix = "whsec_";

    /// <summary>Compared with when there is no account or no secret: it belongs to nothing that anybody could send.</summary>
    private static readonly string Nobody = Hash(Make());

    public static string Make() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool LooksLikeOne(HttpRequest request) =>
        BearerToken.Shown(request) is { } shown && shown.Length == Prefix.Length + (2 * Length) && shown.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool Matches(Account? account, HttpRequest request) =>
        BearerToken.OfHash(account?.WebhookSecretHash ?? Nobody).Matches(request);
}
