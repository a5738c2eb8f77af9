using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Messaging.Sending;
using PicoClaw.Hosting.Messaging.Transports;

namespace PicoClaw.Hosting.Messaging;

public static class BusServiceCollectionExtensions
{
    /// <summary>
    /// Has <typeparamref name="TConsumer"/> consume <paramref name="queue"/>: one replica at a time, <paramref name="atOnce"/> messages at a time. A
    /// queue with several kinds of messages has a consumer for each.
    /// </summary>
    public static IServiceCollection AddIntake<TConsumer>(this IServiceCollection services, string queue, int atOnce = 1)
        where TConsumer : class, IConsumer => services.AddEndpoint<TConsumer>(new(queue, atOnce, Attach<TConsumer>));

    /// <summary>Has <typeparamref name="TConsumer"/> take the requests of <paramref name="queue"/>, in every replica.</summary>
    public static IServiceCollection AddRequests<TConsumer>(this IServiceCollection services, string queue, int atOnce)
        where TConsumer : class, IConsumer => services.AddEndpoint<TConsumer>(new(queue, atOnce, Attach<TConsumer>) { IsOfRequests = true });

    /// <summary>
    /// Has <typeparamref name="TConsumer"/> observe what is published, in every replica. The queue keeps the newest while nobody reads it, so an event may
    /// be lost.
    /// </summary>
    public static IServiceCollection AddEvents<TConsumer>(this IServiceCollection services, string queue, int atOnce)
        where TConsumer : class, IConsumer => services.AddEndpoint<TConsumer>(new(queue, atOnce, Attach<TConsumer>) { IsOfEvents = true });

    /// <summary>
    /// Has <typeparamref name="TConsumer"/> hear what is broadcast to <paramref name="queue"/>, in every replica, while it is connected. What it did not hear
    /// within seconds is lost.
    /// </summary>
    public static IServiceCollection AddBroadcast<TConsumer>(this IServiceCollection services, string queue, int atOnce)
        where TConsumer : class, IConsumer => services.AddEndpoint<TConsumer>(new(queue, atOnce, Attach<TConsumer>) { IsOfBroadcasts = true });

    /// <summary>
    /// The bus of the process: RabbitMQ or memory, chosen by <c>PicoClaw:Broker</c> or the connection string <c>messaging</c>, its confirmed sender, and
    /// those of broadcasts and of progress.
    /// Call it before the services are added, so that the bus starts first and stops last.
    /// </summary>
    public static IServiceCollection AddBus(this IServiceCollection services, IConfiguration configuration, bool allowMemory)
    {
        services.AddOptions<BrokerOptions>()
            .Configure(options =>
            {
                options.Address = Address(configuration, allowMemory);
                options.AllowMemory = allowMemory;
            })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<BrokerOptions>, BrokerOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<PublishBlock>().AddSingleton<Broadcasts>().AddSingleton<BusWatch>();
        var inMemory = new BrokerOptions { Address = Address(configuration, allowMemory) }.IsMemory;
        if (inMemory)
        {
            services.AddSingleton<CommitObserver>();
            services.AddConsumeObserver(provider => provider.GetRequiredService<CommitObserver>());
            services.AddSenders<MemoryConfirmedSender>();
        }
        else
        {
            services.AddSingleton<DeliveryOrder>();
            services.AddReceiveObserver(provider => provider.GetRequiredService<DeliveryOrder>());
            services.AddReceiveEndpointObserver(provider => provider.GetRequiredService<DeliveryOrder>());
            services.AddSenders<BrokerConfirmedSender>();
            services.AddHostedService<BrokerMonitor>();
        }

        services.AddHealthChecks().AddCheck<BrokerHealthCheck>("broker", tags: ["ready"]);
        return services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(health => health.Tags.Add("masstransit"));
            if (inMemory)
            {
                bus.UsingInMemory(MemoryBus.Configure);
            }
            else
            {
                bus.UsingRabbitMq(RabbitMqBus.Configure);
            }
        });
    }

    private static IServiceCollection AddEndpoint<TConsumer>(this IServiceCollection services, Intake intake)
        where TConsumer : class, IConsumer
    {
        services.RegisterConsumer<TConsumer>();
        return services.AddSingleton(intake);
    }

    private static void Attach<TConsumer>(IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
        where TConsumer : class, IConsumer => endpoint.ConfigureConsumer<TConsumer>(context);

    private static void AddSenders<TSender>(this IServiceCollection services)
        where TSender : class, IConfirmedSender
    {
        services.AddMetrics();
        services.TryAddSingleton<SendMetrics>();
        services.AddSingleton<TSender>();
        services.AddSingleton<IConfirmedSender>(
            provider => ActivatorUtilities.CreateInstance<MonitoredSender>(provider, provider.GetRequiredService<TSender>()));
        services.AddSingleton<ProgressMetrics>();
        services.AddSingleton<IBroadcastSender, BroadcastSender>();
        services.AddSingleton<SendProgress>(provider =>
        {
            var broadcasts = provider.GetRequiredService<IBroadcastSender>();
            return (progress, cancellationToken) => broadcasts.SendAsync(Intakes.Progress, progress, cancellationToken);
        });
        services.AddSingleton<ProgressPublisher>();
        services.AddSingleton<IProgressPublisher>(provider => provider.GetRequiredService<ProgressPublisher>());
        services.AddHostedService(provider => provider.GetRequiredService<ProgressPublisher>());
    }

    private static string Address(IConfiguration configuration, bool allowMemory) =>
        configuration["PicoClaw:Broker"] ?? configuration.GetConnectionString("messaging") ?? (allowMemory ? BrokerOptions.Memory : "");
}
