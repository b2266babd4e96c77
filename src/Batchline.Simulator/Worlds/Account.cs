using Batchline.Simulator.Jobs;
using Batchline.Simulator.Judge;
using Batchline.Simulator.Quota;

namespace Batchline.Simulator.Worlds;

/// <summary>One simulated business. Whoever reads or changes its parts holds <see cref="Gate"/>.</summary>
internal sealed class Account
{
    public Account(int number, SimulatorOptions options, JobSource source)
    {
        Number = number;
        Token = Tokens.Of(options.Seed, number);
        Jobs = new JobBook(source, number);
        Mutator = new JobMutator(options.Mutations, source, Jobs, number);
        Quota = new QuotaMeter(options.QuotaCalls is { } calls ? new QuotaRule(calls, options.QuotaWindow, options.QuotaKind) : null);
        Watch = new AccountWatch(new JudgeRules(options.MinInterval, options.JitterTolerance));
    }

    public Lock Gate { get; } = new();

    /// <summary>Its place in the simulator's tokens, from 0.</summary>
    public int Number { get; }

    public string Token { get; }

    public JobBook Jobs { get; }

    public JobMutator Mutator { get; }

    public QuotaMeter Quota { get; }

    public AccountWatch Watch { get; }

    public AskCounts Asked { get; } = new();

    public long RateLimited { get; set; }

    /// <summary>Whether the token is refused; null while nobody decided and the fault profile does.</summary>
    public bool? Refused { get; set; }

    /// <summary>The account whose jobs the token answers, when that is another one.</summary>
    public Account? AnswersFor { get; set; }
}
