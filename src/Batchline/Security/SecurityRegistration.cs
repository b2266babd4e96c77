using Batchline.Engine.Accounts;
using Batchline.Settings;
using Batchline.Settings.Sections;

namespace Batchline.Security;

internal static class SecurityRegistration
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, StartupSettings settings) => services
        .AddSingleton(KeyRing(settings))
        .AddSingleton<AccountKeys>()
        .AddSingleton<IAccountKeys>(provider => provider.GetRequiredService<AccountKeys>())
        .AddSingleton<WrongTokens>()
        .AddSingleton<WebhookSecrets>()
        .AddSingleton<AccessPolicy>();

    private static EncryptionKeyRing KeyRing(StartupSettings settings)
    {
        EncryptionKey[] previous = [.. settings.Security.PreviousEncryptionKeys.Select(Parse)];
        var (store, stored) = (settings.Store, LostKeys.Stored(settings));
        if (settings.Security.EncryptionKey is { } text)
            return LostKeys.Fitting(new EncryptionKeyRing(Parse(text), previous), stored, "in Security:EncryptionKey");
        if (store.Provider == StoreProvider.Memory)
            return new EncryptionKeyRing(Parse(EncryptionKey.Generate()), previous);
        if (EncryptionKeyFile.IsMissing(store.DataDirectory))
            LostKeys.EnsureNone(previous, stored, EncryptionKeyFile.PathIn(store.DataDirectory));
        var ring = new EncryptionKeyRing(EncryptionKeyFile.ReadOrCreate(store.DataDirectory), previous);
        return LostKeys.Fitting(ring, stored, $"in the file {EncryptionKeyFile.PathIn(store.DataDirectory)}");
    }

    private static EncryptionKey Parse(string text) => EncryptionKey.TryParse(text, out var key)
        ? key!
        : throw new InvalidOperationException("The validated settings hold an encryption key that is none.");
}
