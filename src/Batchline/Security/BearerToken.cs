using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Batchline.Security;

/// <summary>A token that callers show as <c>Authorization: Bearer …</c>. It prints as stars.</summary>
internal sealed class BearerToken(string secret)
{
    private readonly byte[] _hash = Hash(secret);

    public static BearerToken? From(string? secret) => secret is null ? null : new BearerToken(secret);

    /// <summary>Compares hashes in constant time: neither the length nor a common beginning shows.</summary>
    public bool Matches(HttpRequest request) =>
        request.Headers.Authorization is [{ } text]
        && AuthenticationHeaderValue.TryParse(text, out var header)
        && header is { Parameter: { } shown }
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(shown), _hash);

    public override string ToString() => "***";

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
