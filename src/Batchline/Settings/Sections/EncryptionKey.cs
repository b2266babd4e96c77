using System.Security.Cryptography;
using System.Text;

namespace Batchline.Settings.Sections;

/// <summary>One encryption key of the installation, with what is derived from it. It prints as its id.</summary>
internal sealed class EncryptionKey
{
    public const int Length = 32;

    private EncryptionKey(byte[] secret)
    {
        Id = Convert.ToHexStringLower(Derive(secret, "batchline key id", 4));
        Cipher = Derive(secret, "batchline account keys", Length);
        Fingerprint = Derive(secret, "batchline fingerprints", Length);
    }

    /// <summary>8 hex characters that tell keys apart and say nothing about them.</summary>
    public string Id { get; }

    public byte[] Cipher { get; }

    public byte[] Fingerprint { get; }

    /// <param name="text">Base64 of 32 bytes.</param>
    public static bool TryParse(string text, out EncryptionKey? key)
    {
        Span<byte> secret = stackalloc byte[Length + 1];
        var valid = Convert.TryFromBase64String(text.Trim(), secret, out var length) && length == Length;
        key = valid ? new EncryptionKey(secret[..Length].ToArray()) : null;
        return valid;
    }

    /// <summary>A new key in its text form.</summary>
    public static string Generate() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length));

    public override string ToString() => Id;

    private static byte[] Derive(byte[] secret, string purpose, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, length, salt: null, Encoding.UTF8.GetBytes(purpose));
}
