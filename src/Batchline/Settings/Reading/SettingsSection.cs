using System.Reflection;
using Microsoft.Extensions.Options;

namespace Batchline.Settings.Reading;

/// <summary>
/// Fills the options of one section and tells of every key that is unknown and every value that cannot be read.
/// The framework's binder would stop at the first such value and overlook unknown keys.
/// </summary>
internal sealed class SettingsSection<TOptions>(IConfiguration configuration, string name)
    : IConfigureOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : class, new()
{
    private static readonly PropertyInfo[] Properties = typeof(TOptions).GetProperties();

    public TOptions Read()
    {
        var options = new TOptions();
        Configure(options);
        return options;
    }

    public void Configure(TOptions options) => Fill(options, []);

    public ValidateOptionsResult Validate(string? optionsName, TOptions options)
    {
        List<string> faults = [];
        Fill(new TOptions(), faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private void Fill(TOptions options, List<string> faults)
    {
        foreach (var child in configuration.GetSection(name).GetChildren())
        {
            var property = Array.Find(Properties, property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                faults.Add($"{name}:{child.Key}: unknown setting; known are {string.Join(", ", Properties.Select(known => known.Name))}");
            else if (property.PropertyType == typeof(IReadOnlyList<string>))
                property.SetValue(options, Texts(child));
            else if (child.GetChildren().Any())
                faults.Add($"{name}:{property.Name}: is one value, not a section");
            else if (!string.IsNullOrWhiteSpace(child.Value))
                Set(options, property, child.Value.Trim(), faults);
        }
    }

    private void Set(TOptions options, PropertyInfo property, string text, List<string> faults)
    {
        if (SettingValue.Parse(text, property.PropertyType, out var value) is { } expected)
            faults.Add($"{name}:{property.Name}: '{text}' is not {expected}");
        else
            property.SetValue(options, value);
    }

    /// <summary>A list may be written as one text with commas or as indexed keys.</summary>
    private static string[] Texts(IConfigurationSection section) =>
    [
        .. section.GetChildren().Select(item => item.Value).Prepend(section.Value)
            .SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];
}
