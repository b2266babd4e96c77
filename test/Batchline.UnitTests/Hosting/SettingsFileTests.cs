using System.Reflection;
using Batchline.Settings;
using Batchline.Settings.Reading;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class SettingsFileTests
{
    /// <summary>Set by the host or by somebody, never by the file.</summary>
    private static readonly string[] Elsewhere = ["Store:ConnectionString", "Store:Database", "Hosting:Port"];

    [Fact]
    public void The_file_beside_the_program_shows_every_setting_with_its_default()
    {
        var file = BatchlineConfiguration.Of([]);

        foreach (var section in SettingsRegistration.Sections)
        {
            var defaults = Activator.CreateInstance(section.Options)!;
            foreach (var property in section.Options.GetProperties())
                CheckProperty(file, $"{section.Name}:{property.Name}", property, defaults);
        }
    }

    private static void CheckProperty(IConfiguration file, string key, PropertyInfo property, object defaults)
    {
        var found = file.GetSection(key);
        if (Elsewhere.Contains(key))
            found.Value.ShouldBeNull(key);
        else if (property.GetValue(defaults) is IReadOnlyList<string>)
            found.GetChildren().ShouldBeEmpty(key);
        else if (property.GetValue(defaults) is { } value)
            Parsed(found.Value, property).ShouldBe(value, key);
        else
            found.Value.ShouldBe("", key);
    }

    private static object? Parsed(string? text, PropertyInfo property)
    {
        SettingValue.Parse(text ?? "", property.PropertyType, out var value).ShouldBeNull(property.Name);
        return value;
    }
}
