using System.Globalization;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Stores.Sqlite.Accounts;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.Security;

/// <summary>
/// Refuses an embedded database whose Workiz keys were all encrypted with a missing encryption key. Continuing with another
/// one would block every account, and a person who finds a key file there would no longer look for the right one.
/// </summary>
internal static class LostKeys
{
    private const string OtherWay =
        "or start with Security:AcceptLostKeys=true and give each account its Workiz key again: batchline accounts set NAME --key-prompt.";

    /// <summary>Which encryption key each encrypted account key in the database names; empty where that does not matter.</summary>
    public static IReadOnlyList<string> Stored(StartupSettings settings) =>
        settings is { Store.Provider: StoreProvider.Sqlite, Security.AcceptLostKeys: false }
            ? [.. StoredKeys.Read(new SqliteStoreOptions { DataDirectory = settings.Store.DataDirectory }).Select(AccountKeys.EncryptionKeyOf).OfType<string>()]
            : [];

    /// <summary>To be called before a new encryption key is created.</summary>
    /// <exception cref="InvalidDataException">The database has keys that only the old encryption key opens.</exception>
    public static void EnsureNone(IReadOnlyList<EncryptionKey> known, IReadOnlyList<string> stored, string path)
    {
        if (IsLost(stored, id => known.Any(key => key.Id == id)))
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"The file {path} is gone, and with it the encryption key of the Workiz keys of {stored.Count} accounts. Put it back from a backup; {OtherWay}"));
    }

    /// <exception cref="InvalidDataException">None of the keys in the database was encrypted with these.</exception>
    public static EncryptionKeyRing Fitting(EncryptionKeyRing ring, IReadOnlyList<string> stored, string where) =>
        !IsLost(stored, id => ring.Find(id) is not null) ? ring : throw new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture,
            $"The encryption key {where} is another than the one that the Workiz keys of {stored.Count} accounts were encrypted with. Put that one back, or name it in Security:PreviousEncryptionKeys; {OtherWay}"));

    /// <summary>One key that opens is enough to continue: each of the other accounts reports its own fault.</summary>
    private static bool IsLost(IReadOnlyList<string> stored, Func<string, bool> knows) => stored.Count > 0 && !stored.Any(knows);
}
