const SESSION =
  '"day":"20","end_datetime":"20","heart_rate":{"interval":5,"items":[null,],"timestamp":"20"},"heart_rate_variability":{"interval":5,"items":[null,],' +
  '"timestamp":"20"},"mood":"same","good","great",null,"motion_count":{"interval":60,"items":[0,1,0,0,2,0,],"timestamp":"20"},"start_datetime":"20' +
  '"type":"rest","nap","breathing","relaxation","body_status","meditation"}';

const SLEEP =
  '"average_breath":1.125,"average_heart_rate":.375,"average_hrv":,"awake_time":,"bedtime_end":"20-00:00","bedtime_start":"20","day":"20",' +
  '"deep_sleep_duration":,"efficiency":8,"heart_rate":{"interval":300,"items":[null,],"timestamp":"20:00.000+00:00"},"hrv":{"interval":300,"items":[null,' +
  '],"timestamp":"20:00.000+00:00"},"latency":,"light_sleep_duration":,"low_battery_alert":false,"lowest_heart_rate":5,"movement_30_sec":"' +
  '11111111111111111111111111111111211111111112111111122111112211111311112111","period":0,"readiness":{"contributors":{"activity_balance":8,' +
  '"body_temperature":9,"hrv_balance":,"previous_day_activity":null,"previous_night":7,"recovery_index":100,"resting_heart_rate":,"sleep_balance":8,' +
  '"sleep_regularity":null},"score":8,"temperature_deviation":-0.,"temperature_trend_deviation":0.},"readiness_score_delta":0,"rem_sleep_duration":,' +
  '"restless_periods":,"sleep_algorithm_version":"v2","sleep_analysis_reason":"foreground_sleep_analysis","bedtime_edit","sleep_phase_30_sec":"' +
  '444444444422222222222222222222111111111111111111111111222222222222222222223333333333333333333333222222224444","sleep_phase_5_min":"4222211112223332' +
  '","sleep_score_delta":0,"time_in_bed":,"total_sleep_duration":,"type":"late_nap","long_sleep","ring_id":"","app_sleep_phase_5_min":"';

const ACTIVITY =
  '"active_calories":,"average_met_minutes":1.,"class_5_min":"000000111111111111111111111111122222222222222322223233333332222334442222111111","contributors":{' +
  '"meet_daily_targets":,"move_every_hour":,"recovery_time":100,"stay_active":,"training_frequency":,"training_volume":9},"day":"20",' +
  '"equivalent_walking_distance":,"high_activity_met_minutes":0,"high_activity_time":0,"inactivity_alerts":,"low_activity_met_minutes":1,' +
  '"low_activity_time":1,"medium_activity_met_minutes":,"medium_activity_time":,"met":{"interval":60,"items":[],"timestamp":"20T04:00:00.000+00:00"},' +
  '"meters_to_target":,"non_wear_time":0,"resting_time":,"score":8,"sedentary_met_minutes":,"sedentary_time":,"steps":,"target_calories":,' +
  '"target_meters":,"timestamp":"20T04:00:00.000+00:00","total_calories":2';

const NUMBERS =
  '3.2,3.1,3,2.9,2.8,2.7,2.6,2.5,2.4,2.3,2.2,2.1,2,1.9,1.8,1.7,1.6,1.5,1.4,1.3,1.2,1.2,1.3,1.3,1.2,1.1,0.1,0.1,0.1,0.1,0.1,1,0.9,1.1,0.9,0.9,0.9,0.9,0.9,0.9,';

/**
 * What packed bodies refer back to: the recurring text of long documents, the most frequent last. Stored documents cannot be read
 * without exactly this text, therefore it never changes; a better one gets a number of its own in `packed-body.ts`.
 */
export const BODY_DICTIONARY = SESSION + SLEEP + ACTIVITY + NUMBERS;
