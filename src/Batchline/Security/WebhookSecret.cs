using System.Security.Cryptography;
using System.Text;
using Batchline.Engine.Accounts;

namespace Batchline.Security;

/// <summary>The secret that an account's webhooks show. It is 32 random bytes, so storing a plain hash is enough.</summary>
internal static class WebhookSecret
{
    private const int Length = 32;
    private const string Prefix = "whsec_";

    /// <summary>Compared with if there is no account or no secret; no request can match it.</summary>
    private static readonly string Unmatched = Hash(Make());

    public static string Make() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool LooksLikeOne(HttpRequest request) =>
        BearerToken.Shown(request) is { } shown && shown.Length == Prefix.Length + (2 * Length) && shown.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool Matches(Account? account, HttpRequest request) =>
        BearerToken.OfHash(account?.WebhookSecretHash ?? Unmatched).Matches(request);
}
