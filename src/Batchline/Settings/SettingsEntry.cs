using Batchline.Settings.Reading;
using Microsoft.Extensions.Options;

namespace Batchline.Settings;

/// <summary>One section of the settings: its name, what holds its values, and how it is registered.</summary>
internal sealed record SettingsEntry(string Name, Type Options, Action<IServiceCollection, IConfiguration> Add)
{
    public static SettingsEntry Of<TOptions, TValidator>(string name)
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions> =>
        new(name, typeof(TOptions), (services, configuration) =>
        {
            var section = new SettingsSection<TOptions>(configuration, name);
            services.AddOptions<TOptions>().ValidateOnStart();
            services
                .AddSingleton(section)
                .AddSingleton<IConfigureOptions<TOptions>>(section)
                .AddSingleton<IValidateOptions<TOptions>>(section)
                .AddSingleton<IValidateOptions<TOptions>, TValidator>();
        });
}
