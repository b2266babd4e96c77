using Batchline.Simulator.Jobs;
using Batchline.Simulator.Judge;
using Batchline.Simulator.Quota;

namespace Batchline.Simulator.Accounts;

/// <summary>One simulated business. Whoever reads or changes its parts holds <see cref="Gate"/>.</summary>
internal sealed class Account(int number, SimulatorOptions options, JobSource source)
{
    public Lock Gate { get; } = new();

    /// <summary>Its place in the simulator's tokens, from 0.</summary>
    public int Number => number;

    public string Token { get; } = Tokens.Of(options.Seed, number);

    public JobBook Jobs { get; } = new(source, number);

    public QuotaMeter Quota { get; } = new(QuotaRule.From(options));

    public AccountWatch Watch { get; } = new(new JudgeRules(options.MinInterval, options.JitterTolerance));

    public AskCounts Asked { get; } = new();

    public long RateLimited { get; set; }
}
