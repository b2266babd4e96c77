using System.Security.Cryptography;
using System.Text;
using Batchline.Engine.Accounts;
using Batchline.Engine.Workiz;
using Batchline.Settings.Sections;

namespace Batchline.Security;

/// <summary>
/// Account keys encrypted with AES-256-GCM, stored as <c>enc:v1:&lt;key id&gt;:&lt;base64 of nonce, tag and cipher text&gt;</c>;
/// the part before the base64 is authenticated too. Anything else is a plain key that another program wrote.
/// </summary>
internal sealed class AccountKeys(EncryptionKeyRing ring) : IAccountKeys
{
    private const string Scheme = "enc:v1:";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public string Protect(WorkizToken token)
    {
        var plain = Encoding.UTF8.GetBytes(token.Reveal());
        var prefix = Prefix(ring.Current);
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(ring.Current.Cipher, TagLength);
        aes.Encrypt(
            nonce, plain, sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength), Encoding.ASCII.GetBytes(prefix));
        return prefix + Convert.ToBase64String(sealedBytes);
    }

    public WorkizToken? Open(Account account) => account.WorkizApiKey switch
    {
        null or "" => null,
        { } stored when stored.StartsWith(Scheme, StringComparison.Ordinal) => Decrypt(stored),
        { } plain => new WorkizToken(plain),
    };

    public string Fingerprint(WorkizToken token) => Convert.ToHexStringLower(
        HMACSHA256.HashData(ring.Current.Fingerprint, Encoding.UTF8.GetBytes(token.Reveal())));

    public bool HasOlder => ring.HasOlder;

    /// <summary>Encrypted, but not with the current encryption key.</summary>
    public bool IsOutdated(Account account) =>
        account.WorkizApiKey is { } stored
        && stored.StartsWith(Scheme, StringComparison.Ordinal)
        && !stored.StartsWith(Prefix(ring.Current), StringComparison.Ordinal);

    /// <summary>Another program wrote it.</summary>
    public static bool IsPlain(Account account) =>
        account.WorkizApiKey is { Length: > 0 } stored && !stored.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>The id of the encryption key with which a stored key was encrypted; null: it is plain.</summary>
    public static string? EncryptionKeyOf(string stored) =>
        stored.StartsWith(Scheme, StringComparison.Ordinal) ? stored[Scheme.Length..].Split(':')[0] : null;

    private static string Prefix(EncryptionKey key) => $"{Scheme}{key.Id}:";

    private WorkizToken Decrypt(string stored)
    {
        var parts = stored[Scheme.Length..].Split(':');
        var key = ring.Find(parts[0])
            ?? throw new KeyUnreadableException("The account's key was encrypted with an encryption key that this installation does not have. Restore that encryption key, or set the account's Workiz key again.");
        try
        {
            var sealedBytes = Convert.FromBase64String(parts[1]);
            var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
            using var aes = new AesGcm(key.Cipher, TagLength);
            aes.Decrypt(
                sealedBytes.AsSpan(0, NonceLength),
                sealedBytes.AsSpan(NonceLength + TagLength),
                sealedBytes.AsSpan(NonceLength, TagLength),
                plain,
                Encoding.ASCII.GetBytes(Prefix(key)));
            return new WorkizToken(Encoding.UTF8.GetString(plain));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new KeyUnreadableException("The account's stored key is damaged. Set the account's Workiz key again.", e);
        }
    }
}
