using System.Globalization;

namespace Batchline.Benchmarks.Silos;

/// <summary>The statements that the database is asked to run in a second.</summary>
/// <param name="Silos">How many silos there were.</param>
/// <param name="Accounts">How many accounts there were.</param>
/// <param name="Busy">Of the cluster, while all accounts are at work.</param>
/// <param name="AllBusy">Of any kind, while all accounts are at work: most of them belong to checkpoints and slices.</param>
/// <param name="Idle">Of any kind, while no account is due.</param>
internal sealed record CommandRates(int Silos, int Accounts, double Busy, double AllBusy, double Idle)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Silos} silos, {Accounts:N0} accounts: commands a second to PostgreSQL, idle and busy beside checkpoints and slices");
}
