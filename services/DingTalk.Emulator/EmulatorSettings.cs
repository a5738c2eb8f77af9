namespace DingTalk.Emulator;

// Reads the options of the program: appsettings.json beside it, secrets of a container (files such as Emulator__Apps__0__ClientSecret), EMULATOR__… variables,
// then --Emulator:… arguments.
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
            // The binder adds to a list; apps that were named replace the demo app instead.
            options.Apps.Clear();
        }

        section.Bind(options);
        if (section[nameof(options.Url)] is null && FromAspNetCore(configuration) is { } url)
        {
            options.Url = url;
        }

        return options;
    }

    // The variables by which container images and orchestrators say where to listen.
    private static string? FromAspNetCore(IConfiguration configuration)
    {
        if (configuration["ASPNETCORE_URLS"] is { Length: > 0 } urls)
        {
            return urls;
        }

        return configuration["ASPNETCORE_HTTP_PORTS"] is { Length: > 0 } ports
            ? string.Join(';', ports.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(port => $"http://*:{port}"))
            : null;
    }
}
