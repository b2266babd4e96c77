using Batchline.Simulator.Faults;
using Microsoft.Extensions.Options;

namespace Batchline.Simulator.Worlds;

internal sealed class SimulatorOptionsValidator : IValidateOptions<SimulatorOptions>
{
    public const int MaxAccounts = 16_000;
    public const int MaxJobs = 100_000;

    public ValidateOptionsResult Validate(string? name, SimulatorOptions options)
    {
        var faults = new List<string>();
        Between(faults, nameof(options.Port), options.Port, 0, 65_535);
        Between(faults, nameof(options.Accounts), options.Accounts, 1, MaxAccounts);
        Between(faults, nameof(options.JobsPerAccount), options.JobsPerAccount, 0, MaxJobs);
        Between(faults, nameof(options.QuotaCalls), options.QuotaCalls ?? 1, 1, 1_000_000);
        Between(faults, nameof(options.LogCapacity), options.LogCapacity, 1, 100_000_000);
        Share(faults, nameof(options.UnscheduledShare), options.UnscheduledShare);
        Share(faults, nameof(options.UnlistedShare), options.UnlistedShare);
        NotNegative(faults, nameof(options.Latency), options.Latency);
        NotNegative(faults, nameof(options.LatencyJitter), options.LatencyJitter);
        NotNegative(faults, nameof(options.MinInterval), options.MinInterval);
        NotNegative(faults, nameof(options.JitterTolerance), options.JitterTolerance);
        if (options.QuotaWindow <= TimeSpan.Zero)
            faults.Add($"{nameof(options.QuotaWindow)} is {options.QuotaWindow}; it must be positive.");
        if (options.Mutations is { EveryRequests: < 1 } || options.Mutations.Every <= TimeSpan.Zero)
            faults.Add("Mutations.EveryRequests and Mutations.Every must be positive.");
        if (new[] { options.Mutations.Edits, options.Mutations.Moves, options.Mutations.Appearances, options.Mutations.Disappearances } is var weights
            && (weights.Min() < 0 || weights.Sum() < 1))
            faults.Add("The weights of Mutations must not be negative, and one must be positive.");
        faults.AddRange(FaultProfileCheck.FindFaults(options.Faults, options.Accounts));
        faults.AddRange(options.Events.SelectMany(happening => happening.FindFaults(options)));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Between(List<string> faults, string name, int value, int least, int most)
    {
        if (value < least || value > most)
            faults.Add($"{name} is {value}; it must be {least} to {most}.");
    }

    private static void Share(List<string> faults, string name, double value)
    {
        if (value is not (>= 0 and <= 1))
            faults.Add($"{name} is {value}; it must be 0 to 1.");
    }

    private static void NotNegative(List<string> faults, string name, TimeSpan value)
    {
        if (value < TimeSpan.Zero)
            faults.Add($"{name} is {value}; it must not be negative.");
    }
}
