using Batchline.Settings.Sections;

namespace Batchline.Security;

/// <summary>The current encryption key and earlier ones.</summary>
internal sealed class EncryptionKeyRing(EncryptionKey current, IReadOnlyList<EncryptionKey> previous)
{
    public EncryptionKey Current { get; } = current;

    public bool HasOlder => previous.Count > 0;

    public EncryptionKey? Find(string id) => Current.Id == id ? Current : previous.FirstOrDefault(key => key.Id == id);
}
