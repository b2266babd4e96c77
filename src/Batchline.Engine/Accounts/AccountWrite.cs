namespace Batchline.Engine.Accounts;

/// <summary>How a write to an account ended.</summary>
public enum AccountWrite
{
    Done,
    NotFound,

    /// <summary>Another account has a key with the same fingerprint; nothing was written.</summary>
    DuplicateKey,

    /// <summary>The stored key is no longer the one that was read; nothing was written.</summary>
    KeyChanged,
}
