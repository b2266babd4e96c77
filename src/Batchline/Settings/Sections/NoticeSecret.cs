using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Batchline.Settings.Sections;

/// <summary>Signs deliveries as the Standard Webhooks specification says, so that receivers can verify with its libraries.</summary>
internal sealed class NoticeSecret
{
    private const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    private readonly byte[] _key;

    private NoticeSecret(byte[] key) => _key = key;

    public static bool TryParse(string text, [NotNullWhen(true)] out NoticeSecret? secret)
    {
        Span<byte> key = stackalloc byte[MaxBytes];
        secret = text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length >= MinBytes
                ? new NoticeSecret(key[..length].ToArray())
                : null;
        return secret is not null;
    }

    /// <summary>HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
    public string Sign(string id, string timestamp, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
}
