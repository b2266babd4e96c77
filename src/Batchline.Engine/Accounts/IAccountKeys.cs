using Batchline.Engine.Workiz;

namespace Batchline.Engine.Accounts;

/// <summary>Converts keys to what is stored of them, and back.</summary>
public interface IAccountKeys
{
    /// <summary>The stored form of a key, encrypted with the installation's encryption key and bound to nothing else.</summary>
    string Protect(WorkizToken token);

    /// <summary>The key of an account; null if it has none.</summary>
    /// <exception cref="KeyUnreadableException">The stored key cannot be decrypted with the keys of this installation.</exception>
    WorkizToken? Open(Account account);

    /// <summary>Equal for equal keys, and useless without the installation's encryption key.</summary>
    string Fingerprint(WorkizToken token);
}
