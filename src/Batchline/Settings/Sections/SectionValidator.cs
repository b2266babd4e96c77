using Microsoft.Extensions.Options;

namespace Batchline.Settings.Sections;

/// <summary>Collects all faults of one section.</summary>
internal abstract class SectionValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    private const string Duration = @"d\.hh\:mm\:ss";

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var faults = new List<string>();
        Check(options, (key, fault) => faults.Add($"{section}:{key}: {fault}"));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <param name="fault">Takes the key within the section and what is wrong with it.</param>
    protected abstract void Check(TOptions options, Action<string, string> fault);

    protected static void Range(Action<string, string> fault, string key, TimeSpan value, TimeSpan from, TimeSpan to)
    {
        if (value < from || value > to)
            fault(key, $"must be {from.ToString(Duration, null)} to {to.ToString(Duration, null)}");
    }

    protected static void Range(Action<string, string> fault, string key, int? value, int from, int to)
    {
        if (value < from || value > to)
            fault(key, $"must be {from} to {to}");
    }
}
