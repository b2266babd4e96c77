using Batchline.Engine.Accounts;
using Batchline.Settings;

namespace Batchline.Security;

internal static class SecurityRegistration
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, StartupSettings settings) => services
        .AddSingleton(KeyRing(settings))
        .AddSingleton<AccountKeys>()
        .AddSingleton<IAccountKeys>(provider => provider.GetRequiredService<AccountKeys>())
        .AddSingleton<AccessPolicy>();

    private static EncryptionKeyRing KeyRing(StartupSettings settings)
    {
        var current = settings switch
        {
            { Security.EncryptionKey: { } text } => Parse(text),
            { Store.Provider: StoreProvider.Memory } => Parse(EncryptionKey.Generate()),
            _ => EncryptionKeyFile.ReadOrCreate(settings.Store.DataDirectory),
        };
        return new EncryptionKeyRing(current, [.. settings.Security.PreviousEncryptionKeys.Select(Parse)]);
    }

    private static EncryptionKey Parse(string text) => EncryptionKey.TryParse(text, out var key)
        ? key!
        : throw new InvalidOperationException("The validated settings hold an encryption key that is none.");
}
