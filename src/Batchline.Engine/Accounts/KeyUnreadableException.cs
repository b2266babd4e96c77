namespace Batchline.Engine.Accounts;

/// <summary>The stored key of an account cannot be decrypted with the encryption keys of this installation.</summary>
public sealed class KeyUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
