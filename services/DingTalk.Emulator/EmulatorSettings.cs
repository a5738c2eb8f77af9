namespace DingTalk.Emulator;

// Reads the program's options: appsettings.json beside it, container secrets (files such as Emulator__Apps__0__ClientSecret), EMULATOR__…
// variables, then --Emulator:… arguments.
internal static class EmulatorSettings
{
    public static EmulatorOptions Read(string[] args, string secrets = "/run/secrets") => Read(new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddKeyPerFile(secrets, optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(args)
        .Build());

    public static EmulatorOptions Read(IConfiguration configuration)
    {
        var options = new EmulatorOptions();
        var section = configuration.GetSection(EmulatorOptions.SectionName);
        if (section.GetSection(nameof(options.Apps)).Exists())
        {
            // The binder appends to a list, but configured apps must replace the demo app.
            options.Apps.Clear();
        }

        section.Bind(options);
        if (section[nameof(options.Url)] is null && FromAspNetCore(configuration) is { } url)
        {
            options.Url = url;
        }

        return options;
    }

    // The variables with which container images and orchestrators set the address.
    private static string? FromAspNetCore(IConfiguration configuration)
    {
        if (configuration["ASPNETCORE_URLS"] is { Length: > 0 } urls)
        {
            return urls;
        }

        return configuration["ASPNETCORE_HTTP_PORTS"] is { Length: > 0 } ports
            ? string.Join(
                ';',
                ports.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(port => $"http://*:{port}"))
            : null;
    }
}
