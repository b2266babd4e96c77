using Batchline.Api.Accounts;
using Batchline.Engine.Accounts;
using Batchline.Engine.Slices;

namespace Batchline.Commands.Accounts;

/// <summary>The local database as the commands about accounts see it.</summary>
internal sealed class AccountPlace(IHost host) : IDisposable
{
    public AccountFinder Finder { get; } = new(host.Services.GetRequiredService<IAccountStore>(), host.Services.GetRequiredService<IAccountKeys>());

    public AccountAdder Adder => new(Service<AccountCreator>(), Service<AccountRemover>(), Service<KeyTester>());

    public static AccountPlace Open(Terminal terminal) => new(LocalProgram.Build(terminal));

    public T Service<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public void Dispose() => host.Dispose();
}
