package onetill.store;

import org.jspecify.annotations.Nullable;

/**
 * The app of a store that belongs to a channel: what was bought in it is sold in that channel.
 *
 * @param appId Apple's bundle id, Google's package name
 * @param appleAppId the number App Store Connect shows; null outside of production and for Google
 * @param pushAudience whom Google's push messages are for; null for Apple
 * @param pushEmail the service account that Google's push messages are signed for; null for Apple
 */
public record StoreApp(
        String channelId,
        Store store,
        String appId,
        StoreEnvironment environment,
        @Nullable Long appleAppId,
        @Nullable String pushAudience,
        @Nullable String pushEmail) {}
