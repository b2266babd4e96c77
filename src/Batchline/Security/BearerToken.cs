using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Batchline.Security;

/// <summary>A token that callers show as <c>Authorization: Bearer …</c>. It prints as stars.</summary>
internal sealed class BearerToken
{
    private readonly byte[] _hash;

    public BearerToken(string secret)
        : this(Hash(secret))
    {
    }

    private BearerToken(byte[] hash) => _hash = hash;

    /// <param name="hash">The SHA-256 of the secret, in hex.</param>
    public static BearerToken OfHash(string hash) => new(Convert.FromHexString(hash));

    public static BearerToken? From(string? secret) => secret is null ? null : new BearerToken(secret);

    /// <summary>The token that a request shows; null: none, or not in this form.</summary>
    public static string? Shown(HttpRequest request) =>
        request.Headers.Authorization is [{ } text]
        && AuthenticationHeaderValue.TryParse(text, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
            : null;

    /// <summary>Compares hashes in constant time, so that neither the length nor a common beginning shows.</summary>
    public bool Matches(HttpRequest request) =>
        Shown(request) is { } shown && CryptographicOperations.FixedTimeEquals(Hash(shown), _hash);

    public override string ToString() => "***";

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
